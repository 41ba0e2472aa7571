package io.blueshift.connector.jdbc;

import io.blueshift.pushdown.RemoteColumn;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Pages of values that a driver gives one by one. */
public final class ReaderPages implements ResultPages {
    private final List<RemoteColumn> columns;
    private final List<ColumnReader> readers;
    private final SourceErrors errors;
    private final PageBuilder pages;
    private long decodedBytes;

    public ReaderPages(List<RemoteColumn> columns, SourceTypes types, SourceErrors errors) {
        this.columns = columns;
        this.readers = columns.stream().map(types::reader).toList();
        this.errors = errors;
        this.pages = new PageBuilder(columns.stream().map(RemoteColumn::type).toList());
    }

    @Override
    public boolean fill(ResultSet rows, String sql) throws SQLException {
        while (!pages.isFull()) {
            if (!rows.next()) {
                return false;
            }
            pages.declarePosition();
            for (int i = 0; i < readers.size(); i++) {
                read(rows, i, pages.getBlockBuilder(i), sql);
            }
        }
        return true;
    }

    private void read(ResultSet rows, int column, BlockBuilder output, String sql) throws SQLException {
        try {
            readers.get(column).read(rows, column + 1, output);
        } catch (TrinoException e) {
            throw errors.ofValue(e, columns.get(column).name(), sql);
        }
    }

    /** The driver keeps to itself what it has received. */
    @Override
    public long receivedBytes() {
        return decodedBytes;
    }

    @Override
    public Page take() {
        Page page = pages.build();
        decodedBytes += page.getSizeInBytes();
        pages.reset();
        return page;
    }
}
