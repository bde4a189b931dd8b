package openim.verify.message.ledger.read;

import java.util.List;
import java.util.function.Consumer;
import openim.verify.client.Message;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.Layer;

/** Reads a conversation at one layer, from the first message after the flow began to the newest. */
interface LaneReader {

    /** The layer that it reads. */
    Layer layer();

    /**
     * Reads it, and hands over what is read as it comes, other people's and other flows' messages included. What was handed over
     * is there; what was not proves something only if the look is complete.
     *
     * @param batch is given some messages at a time, never all of a long conversation
     * @return how far it came: complete only if nothing that was there all the time can have been passed over
     */
    FinalRead read(LaneRead lane, Consumer<List<Message>> batch);
}
