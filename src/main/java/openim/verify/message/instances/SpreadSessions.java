package openim.verify.message.instances;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.UserApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.message.Attendance;
import openim.verify.message.Text;
import openim.verify.target.account.Spread;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/**
 * The people of a {@link Spread}, each with a session open.
 *
 * @param receivers in the order of the spread
 */
public record SpreadSessions(Spread spread, List<User> receivers) implements AutoCloseable {

    public SpreadSessions {
        receivers = List.copyOf(receivers);
    }

    /**
     * Opens one for each.
     *
     * @throws openim.verify.verdict.BrokenPromise if somebody gets no token or no session
     */
    public static SpreadSessions mustOpen(Spread spread, Drivers drivers) {
        List<User> opened = new ArrayList<>();
        try {
            spread.receivers().forEach(id -> {
                User person = User.mustLogInKickingOthers(id, Platform.WEB, drivers);
                opened.add(person);
                person.mustOpenSession();
            });
            return new SpreadSessions(spread, opened);
        } catch (RuntimeException | Error failed) {
            opened.forEach(User::close);
            throw failed;
        }
    }

    /** The same, once pushes can be expected to reach all of them. */
    public SpreadSessions settled(UserApi users) {
        // Who came last settles last.
        Attendance.awaitSettled(receivers.get(receivers.size() - 1), users);
        return this;
    }

    @Override
    public void close() {
        receivers.forEach(User::close);
    }

    /**
     * A message in each of the conversations that reach every partition.
     *
     * @param sent one to each of the receivers, in their order
     */
    public record SpreadOut(SpreadSessions sessions, List<Sent> sent) {

        public SpreadOut {
            sent = List.copyOf(sent);
            if (sent.isEmpty()) {
                throw new IllegalArgumentException("nothing was sent, so nothing can be proven by it");
            }
        }

        /**
         * Sends them.
         *
         * @throws BrokenPromise if one is not acknowledged
         */
        public static SpreadOut mustSend(User sender, SpreadSessions sessions) {
            List<Sent> sent = new ArrayList<>();
            for (User receiver : sessions.receivers()) {
                sent.add(sender.mustSend(Text.fresh("to each partition"), receiver));
            }
            return new SpreadOut(sessions, sent);
        }

        /**
         * Waits until each was pushed.
         *
         * @param topic from whose partitions pushes are made
         * @return what was seen, in words
         * @throws BrokenPromise if some were not; it names their partitions
         */
        public String mustAllBePushed(String topic, Duration within) {
            Deadline deadline = Deadline.in(within);
            Map<Integer, List<Sent>> deaf = new LinkedHashMap<>();
            for (int number = 0; number < sent.size(); number++) {
                Sent message = sent.get(number);
                if (sessions.receivers().get(number).receives(message, deadline).isEmpty()) {
                    deaf.computeIfAbsent(partition(message, topic), partition -> new ArrayList<>())
                            .add(message);
                }
            }
            sessions.receivers().forEach(Attendance::requireThere);
            if (!deaf.isEmpty()) {
                throw broken(deaf, topic, within);
            }
            if (partitions(topic) == 0) {
                throw new CannotLook(
                        "no partition of " + topic + " is known, so nobody can say that each was pushed from");
            }
            return sent.size() + " conversations, all " + partitions(topic) + " partitions of " + topic + how()
                    + ", the last " + deadline.elapsed().toMillis() + " ms after the sending";
        }

        private BrokenPromise broken(Map<Integer, List<Sent>> deaf, String topic, Duration within) {
            String silent = deaf.entrySet().stream()
                    .map(each -> "partition " + each.getKey() + " of " + topic + ": conversation "
                            + each.getValue().stream()
                                    .map(message ->
                                            message.draft().conversation().value())
                                    .collect(Collectors.joining(", "))
                            + " not pushed")
                    .collect(Collectors.joining("; "));
            String expected = "messages of all " + partitions(topic) + " partitions are pushed" + how();
            return BrokenPromise.seeing(
                    silent + " within " + within.toMillis() + " ms",
                    expected,
                    List.of(Evidence.of(Evidence.SEEN, silent), Evidence.of(Evidence.AFTER_MS, within.toMillis())));
        }

        private int partitions(String topic) {
            return sessions.spread().partitions().getOrDefault(topic, 0);
        }

        private String how() {
            return sessions.spread().counted() ? "" : " (as many as OpenIM makes; Kafka was not asked)";
        }

        /** In which partition of a topic a message of these is, by the hash of its key. */
        int partition(Sent message, String topic) {
            UserId receiver = message.draft().to().fold(person -> person, group -> new UserId(group.value()));
            return sessions.spread().places(message.draft().from(), receiver).getOrDefault(topic, -1);
        }
    }
}
