package openim.verify.rehearsal.service.message;

import com.google.protobuf.ByteString;
import openim.verify.client.wire.MsgData;

/** What becomes of a message that is changed on its way. */
final class Corruption {

    private Corruption() {}

    /** The same but for one letter or digit, the last there is, so that it stays JSON. */
    static MsgData of(MsgData message) {
        byte[] content = message.getContent().toByteArray();
        for (int i = content.length - 1; i >= 0; i--) {
            if (Character.isLetterOrDigit(content[i])) {
                content[i] = (byte) (content[i] == '0' ? '1' : '0');
                break;
            }
        }
        return message.toBuilder().setContent(ByteString.copyFrom(content)).build();
    }
}
