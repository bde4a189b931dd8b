package openim.verify.config;

import java.time.Duration;
import java.util.List;
import openim.verify.config.setting.SettingKey;

/**
 * How long things may take; all positive.
 *
 * @param call one request and its answer
 * @param transfer an upload or a download as a whole
 * @param push from a message's acknowledgement to its arrival at an open session
 * @param stored from a message's acknowledgement to its being stored
 * @param quiet how long nothing more may come before "exactly once" is believed
 * @param settle how long after a login the gateway may not push yet, where the server shows nothing sooner
 * @param tool one call of {@code mage} or {@code docker}
 * @param idle how long a session does nothing but ping before it must still be pushed to
 * @param run a whole run of the smoke suite
 * @param fullRun a whole run of the full suite
 */
public record Deadlines(
        Duration call,
        Duration transfer,
        Duration push,
        Duration stored,
        Duration quiet,
        Duration settle,
        Duration tool,
        Duration idle,
        Duration run,
        Duration fullRun) {

    public Deadlines {
        for (Duration deadline : List.of(call, transfer, push, stored, quiet, settle, tool, idle, run, fullRun)) {
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException("a deadline must be positive: " + deadline);
            }
        }
    }

    static Deadlines of(Values values) {
        return new Deadlines(
                values.duration(SettingKey.DEADLINE_CALL),
                values.duration(SettingKey.DEADLINE_TRANSFER),
                values.duration(SettingKey.DEADLINE_PUSH),
                values.duration(SettingKey.DEADLINE_STORED),
                values.duration(SettingKey.DEADLINE_QUIET),
                values.duration(SettingKey.DEADLINE_SETTLE),
                values.duration(SettingKey.DEADLINE_TOOL),
                values.duration(SettingKey.DEADLINE_IDLE),
                values.duration(SettingKey.DEADLINE_RUN),
                values.duration(SettingKey.DEADLINE_FULL_RUN));
    }
}
