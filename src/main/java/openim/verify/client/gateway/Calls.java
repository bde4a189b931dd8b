package openim.verify.client.gateway;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.OperationIds;
import openim.verify.client.UserId;
import openim.verify.verdict.CannotLook;

/**
 * The calls on a line, each with its deadline, and what became of them.
 *
 * @param url the gateway's, without query
 */
record Calls(SessionSocket line, UserId user, String url, Waits waits) {

    /** The HTTP status under which a WebSocket talks. */
    private static final int UPGRADED = 101;

    Answer ping() {
        Asked asked = new Asked(url, "");
        Deadline until = Deadline.in(waits.call());
        return await(line.ping(), asked, until)
                .failure()
                .map(none -> silent(none, until))
                .orElseGet(() -> reply(asked, 0, "", until));
    }

    private static Answer silent(Answer none, Deadline until) {
        return none instanceof Answer.NoReply reply && reply.failure() == Failure.NO_ANSWER
                ? new Answer.NoReply(reply.asked(), reply.failure(), Silence.toAPing(until), reply.took())
                : none;
    }

    <R extends MessageLite, T> ApiResult<T> ask(
            int kind, MessageLite request, Parser<R> parser, Function<R, T> reading) {
        Asked asked = new Asked(url, OperationIds.next());
        Deadline until = Deadline.in(waits.call());
        String id = asked.operationId();
        try {
            byte[] frame = Frame.request(kind, user.value(), id, request.toByteArray());
            Outcome<Frame> outcome = await(line.ask(id, frame), asked, until);
            Answer answer = outcome.value()
                    .<Answer>map(f -> reply(asked, f.errCode(), f.errMsg(), until))
                    .orElseGet(() -> outcome.failure().orElseThrow());
            return ApiResult.with(
                    answer, () -> reading.apply(parsed(parser, outcome.value().orElseThrow())));
        } finally {
            line.forget(id);
        }
    }

    private static <R extends MessageLite> R parsed(Parser<R> parser, Frame frame) {
        try {
            return parser.parseFrom(frame.data());
        } catch (InvalidProtocolBufferException garbled) {
            throw new IllegalArgumentException("no protobuf: " + garbled.getMessage(), garbled);
        }
    }

    private <T> Outcome<T> await(CompletableFuture<T> reply, Asked asked, Deadline until) {
        try {
            T value = reply.get(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
            return new Outcome<>(Optional.of(value), Optional.empty());
        } catch (TimeoutException late) {
            return none(asked, Failure.NO_ANSWER, "no answer within " + until, until);
        } catch (ExecutionException ended) {
            SessionEnd.Kind kind = line.journal().end().map(SessionEnd::kind).orElse(SessionEnd.Kind.DROPPED);
            String how = line.journal().end().map(SessionEnd::description).orElse("the session is just ending");
            return none(asked, kind == SessionEnd.Kind.KICKED ? Failure.KICKED : Failure.CUT, how, until);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotLook("the run was stopped", stop);
        }
    }

    private static <T> Outcome<T> none(Asked asked, Failure failure, String words, Deadline until) {
        return new Outcome<>(Optional.empty(), Optional.of(new Answer.NoReply(asked, failure, words, until.elapsed())));
    }

    private static Answer reply(Asked asked, int errCode, String errMsg, Deadline until) {
        return new Answer.Reply(asked, UPGRADED, errCode, errMsg, "", MissingNode.getInstance(), until.elapsed());
    }

    /** One or the other. */
    private record Outcome<T>(Optional<T> value, Optional<Answer> failure) {}
}
