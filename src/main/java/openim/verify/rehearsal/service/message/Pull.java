package openim.verify.rehearsal.service.message;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.SeqRange;
import openim.verify.rehearsal.service.rpc.Caller;

/** Gives messages back by their numbers, as clients ask for them. */
public final class Pull {

    private static final int MOST = 100;

    private final MsgRpc messages;

    public Pull(MsgRpc messages) {
        this.messages = messages;
    }

    /** Those within these ranges, by conversation; at most {@code num} of each, the newest. */
    public Map<String, PullMsgs> ranges(Caller caller, String userId, List<SeqRange> ranges) {
        messages.mayPull(caller, userId);
        Map<String, PullMsgs> pulled = new TreeMap<>();
        for (SeqRange range : ranges) {
            long highest = messages.highest(range.getConversationID());
            long end = Math.min(range.getEnd(), highest);
            long most = range.getNum() > 0 ? Math.min(range.getNum(), MOST) : MOST;
            long begin = Math.max(Math.max(1, range.getBegin()), end - most + 1);
            List<MsgData> found = messages.shown(messages.find(
                    range.getConversationID(),
                    LongStream.rangeClosed(begin, end).boxed().toList()));
            if (!found.isEmpty()) {
                pulled.put(range.getConversationID(), group(found, highest <= range.getEnd(), 0));
            }
        }
        return pulled;
    }

    /** Those of these numbers, of one conversation. */
    public PullMsgs numbers(String conversation, List<Long> seqs) {
        return group(
                messages.find(conversation, seqs),
                true,
                seqs.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    private static PullMsgs group(List<MsgData> found, boolean end, long endSeq) {
        return PullMsgs.newBuilder()
                .addAllMsgs(found)
                .setIsEnd(end)
                .setEndSeq(endSeq)
                .build();
    }
}
