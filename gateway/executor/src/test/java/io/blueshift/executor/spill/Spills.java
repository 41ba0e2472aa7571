package io.blueshift.executor.spill;

import io.airlift.slice.SliceInput;
import io.airlift.slice.SliceOutput;
import io.airlift.slice.Slices;
import io.trino.spi.block.ArrayBlockEncoding;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockEncoding;
import io.trino.spi.block.BlockEncodingSerde;
import io.trino.spi.block.ByteArrayBlockEncoding;
import io.trino.spi.block.DictionaryBlockEncoding;
import io.trino.spi.block.Fixed12BlockEncoding;
import io.trino.spi.block.Int128ArrayBlockEncoding;
import io.trino.spi.block.IntArrayBlockEncoding;
import io.trino.spi.block.LongArrayBlockEncoding;
import io.trino.spi.block.RowBlockEncoding;
import io.trino.spi.block.RunLengthBlockEncoding;
import io.trino.spi.block.ShortArrayBlockEncoding;
import io.trino.spi.block.VariableWidthBlockEncoding;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Executions for tests that may hold very little. */
public final class Spills {
    private Spills() {}

    /** An execution whose operators hold no more than so many bytes; it leaves no files behind when it is closed. */
    public static Spilling holding(long operatorBytes) {
        try {
            Path directory = Files.createTempDirectory("spills");
            directory.toFile().deleteOnExit();
            return in(SpillSpace.open(directory, 1L << 30), operatorBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Spilling in(SpillSpace space, long operatorBytes) {
        return new Spilling(new MemoryBudget(1L << 30, operatorBytes, () -> Long.MAX_VALUE), space, new Encodings(),
                "test");
    }

    /** The encodings of all blocks but those of maps, by name. */
    private static final class Encodings implements BlockEncodingSerde {
        private final List<BlockEncoding> all = List.of(new LongArrayBlockEncoding(false, false),
                new IntArrayBlockEncoding(false, false), new ShortArrayBlockEncoding(false, false),
                new ByteArrayBlockEncoding(false, false), new Int128ArrayBlockEncoding(),
                new Fixed12BlockEncoding(), new VariableWidthBlockEncoding(), new ArrayBlockEncoding(),
                new RowBlockEncoding(), new DictionaryBlockEncoding(), new RunLengthBlockEncoding());

        @Override
        public Block readBlock(SliceInput input) {
            String name = input.readSlice(input.readInt()).toStringUtf8();
            return all.stream().filter(encoding -> encoding.getName().equals(name)).findFirst().orElseThrow()
                    .readBlock(this, input);
        }

        @Override
        public void writeBlock(SliceOutput output, Block block) {
            BlockEncoding encoding = all.stream().filter(each -> each.getBlockClass().isInstance(block)).findFirst()
                    .orElseThrow();
            byte[] name = encoding.getName().getBytes(UTF_8);
            output.writeInt(name.length);
            output.writeBytes(Slices.wrappedBuffer(name));
            encoding.writeBlock(this, output, encoding.replacementBlockForWrite(block).orElse(block));
        }

        @Override
        public Type readType(SliceInput input) {
            throw new UnsupportedOperationException("no types in these blocks");
        }

        @Override
        public void writeType(SliceOutput output, Type type) {
            throw new UnsupportedOperationException("no types in these blocks");
        }
    }
}
