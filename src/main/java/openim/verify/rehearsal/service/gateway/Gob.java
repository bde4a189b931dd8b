package openim.verify.rehearsal.service.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A frame in Go's own encoding, gob, as gateways before 3.8.2 write it: what the struct is like, then the struct. */
final class Gob {

    private static final int INTEGER = 2;
    private static final int BYTES = 5;
    private static final int STRING = 6;

    /** The first number that gob gives to a type that is not its own. */
    private static final int RESPONSE = 65;

    private record Field(String name, int type) {}

    private static final List<Field> FIELDS = List.of(
            new Field("ReqIdentifier", INTEGER),
            new Field("MsgIncr", STRING),
            new Field("OperationID", STRING),
            new Field("ErrCode", INTEGER),
            new Field("ErrMsg", STRING),
            new Field("Data", BYTES));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last = -1;

    private Gob() {}

    /** The whole of a frame. */
    static byte[] of(ServerFrame.Response response) {
        Gob value = new Gob();
        value.integer(RESPONSE);
        value.field(0, response.reqIdentifier());
        value.field(1, response.msgIncr());
        value.field(2, response.operationID());
        value.field(3, response.errCode());
        value.field(4, response.errMsg());
        value.field(5, ServerFrame.decoded(response.data()));
        value.end();
        Gob frame = new Gob();
        frame.bytes(description().out.toByteArray());
        frame.bytes(value.out.toByteArray());
        return frame.out.toByteArray();
    }

    /** A struct: its name, its number, and the name and the type of each field. */
    private static Gob description() {
        Gob type = new Gob();
        type.integer(-RESPONSE);
        type.unsigned(3);
        type.unsigned(1);
        type.unsigned(1);
        type.text("Resp");
        type.unsigned(1);
        type.integer(RESPONSE);
        type.end();
        type.unsigned(1);
        type.unsigned(FIELDS.size());
        for (Field field : FIELDS) {
            type.unsigned(1);
            type.text(field.name());
            type.unsigned(1);
            type.integer(field.type());
            type.end();
        }
        type.end();
        type.end();
        return type;
    }

    private void field(int number, int value) {
        if (value != 0) {
            next(number);
            integer(value);
        }
    }

    private void field(int number, String value) {
        field(number, value.getBytes(StandardCharsets.UTF_8));
    }

    private void field(int number, byte[] value) {
        if (value.length > 0) {
            next(number);
            bytes(value);
        }
    }

    /** Fields that are nothing are passed over, and each is numbered from the one before it. */
    private void next(int number) {
        unsigned(number - last);
        last = number;
    }

    private void end() {
        unsigned(0);
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        unsigned(bytes.length);
        out.writeBytes(bytes);
    }

    private void integer(long value) {
        unsigned(value < 0 ? (~value << 1) | 1 : value << 1);
    }

    /** One byte if it is small; else how many, negated, and those, the highest first. */
    private void unsigned(long value) {
        if (value < 128) {
            out.write((int) value);
            return;
        }
        int length = (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8;
        out.write(-length);
        for (int i = length - 1; i >= 0; i--) {
            out.write((int) (value >>> (8 * i)));
        }
    }
}
