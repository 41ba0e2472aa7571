package io.blueshift.connector.postgresql;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A message of PostgreSQL's protocol; the first of a connection has no type, which is 0 here. */
record PoolerMessage(char type, byte[] body) {
    static PoolerMessage read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        return new PoolerMessage(type, in.readNBytes(in.readInt() - Integer.BYTES));
    }

    static PoolerMessage of(char type, Object... fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (Object field : fields) {
            if (field instanceof Integer number) {
                out.writeInt(number);
            } else {
                out.write((field + "\0").getBytes(StandardCharsets.UTF_8));
            }
        }
        return new PoolerMessage(type, bytes.toByteArray());
    }

    String[] strings() {
        return new String(body, StandardCharsets.UTF_8).split("\0", -1);
    }
}
