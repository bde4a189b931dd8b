package openim.verify.client.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.client.Message;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.MsgDataToMongoByMQ;
import openim.verify.client.wire.PushMsgDataToMQ;

/** In which form the records of a topic carry messages. */
public enum Carries {
    /** A message each, as the sender's server took it: {@code toRedis}. */
    MESSAGES {
        @Override
        Stream<MsgData> read(byte[] value) throws InvalidProtocolBufferException {
            return Stream.of(MsgData.parseFrom(value));
        }
    },
    /** A message each, with its conversation: {@code toPush}. */
    PUSHES {
        @Override
        Stream<MsgData> read(byte[] value) throws InvalidProtocolBufferException {
            return Stream.of(PushMsgDataToMQ.parseFrom(value).getMsgData());
        }
    },
    /** Some messages of one conversation: {@code toMongo}. */
    BATCHES {
        @Override
        Stream<MsgData> read(byte[] value) throws InvalidProtocolBufferException {
            return MsgDataToMongoByMQ.parseFrom(value).getMsgDataList().stream();
        }
    };

    abstract Stream<MsgData> read(byte[] value) throws InvalidProtocolBufferException;

    /** The messages in a record; none if it is not of this form. */
    List<Message> messages(byte[] value) {
        try {
            return read(value).map(Message::of).toList();
        } catch (InvalidProtocolBufferException | IllegalArgumentException noMessage) {
            return List.of();
        }
    }
}
