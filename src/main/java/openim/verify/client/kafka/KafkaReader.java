package openim.verify.client.kafka;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.Failure;
import openim.verify.client.LoginRefused;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.KafkaCluster.Advertised;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.config.store.Kafka;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenIM's topics and consumer groups.
 *
 * <p>Each call opens a client of its own and closes it, so a reader holds nothing and is safe for all threads. Nothing is
 * connected to before the advertised addresses were compared.
 *
 * <p>Every method throws {@link NotLookedAt} if the brokers advertise addresses that lead elsewhere, or refuse our credentials;
 * and {@link CannotLook} if Kafka does not answer by the deadline.
 */
public final class KafkaReader {

    private final KafkaAccess access;

    /** What leads to those whose advertised addresses were compared; empty before, and again after nobody was found there. */
    private final AtomicReference<@Nullable KafkaAccess> compared = new AtomicReference<>();

    /**
     * A reader that has not connected yet.
     *
     * @param authorities a file of certificates that vouch for Kafka's; empty for those of the JDK
     */
    public KafkaReader(Kafka kafka, Optional<Path> authorities) {
        this(kafka, authorities, KnownNames.NONE);
    }

    /**
     * One of a Kafka whose brokers may advertise names that this process alone can find.
     *
     * @param authorities a file of certificates that vouch for Kafka's; empty for those of the JDK
     */
    public KafkaReader(Kafka kafka, Optional<Path> authorities, KnownNames names) {
        this(KafkaAccess.of(kafka, authorities, names));
    }

    KafkaReader(KafkaAccess access) {
        this.access = access;
    }

    /** Asks for the cluster and for the leaders of those topics, at the given address only. */
    public KafkaCluster cluster(Collection<String> topics, Deadline deadline) {
        return bounded(deadline, () -> new KafkaMetadata(access).ask(topics, deadline));
    }

    /** The loopback address that a cluster advertises though it was reached elsewhere; empty if it advertises none. */
    public Optional<String> misleading(KafkaCluster cluster, Deadline deadline) {
        return new Advertised(access.names(), deadline).loopback(cluster);
    }

    /** Where a topic ends now: take it before the send, so that the search need not begin at the beginning. */
    public Offsets endOffsets(String topic, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> TopicScan.on(brokers, deadline).endOffsets(topic));
    }

    /**
     * Looks for a message from there on, in the records of a topic whose values are messages, which is {@code toRedis}.
     *
     * @throws CannotLook also if Kafka stopped answering, so that "not there" would be a guess
     */
    public Search find(MessageId id, Offsets from, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> TopicScan.on(brokers, deadline).find(id, from));
    }

    /**
     * Looks for several messages from there on, in one pass.
     *
     * @param form in which the topic carries messages
     * @throws CannotLook also if Kafka stopped answering, so that "not there" would be a guess
     */
    public ScanResult findAll(Collection<MessageId> ids, Offsets from, Carries form, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> TopicScan.on(brokers, deadline).find(ids, from, form));
    }

    /**
     * Reads every record of a topic whose values are messages, from there to where it ends now.
     *
     * @param batch is given what was read, some records at a time and in no order; a message that has several records comes as often
     * @throws CannotLook also if the end was not reached in time; what was read until then was handed over
     */
    public void readEveryRecord(Offsets from, Consumer<List<Search.Found>> batch, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        bounded(deadline, () -> {
            TopicScan.on(brokers, deadline).readEveryRecord(from, batch);
            return from;
        });
    }

    /** Describes consumer groups, in the order in which they were named. */
    public List<ConsumerGroup> groups(Collection<String> names, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> GroupLook.at(brokers, names, deadline));
    }

    private KafkaAccess compared(Deadline deadline) {
        KafkaAccess before = compared.get();
        if (before != null) {
            return before;
        }
        KafkaAccess once = access.lookingUpOnce();
        // Names are looked up for it, which can outlast every patience: bounded like the rest.
        KafkaCluster cluster = bounded(deadline, () -> {
            KafkaCluster asked = new KafkaMetadata(once).ask(Set.of(), deadline);
            new Advertised(once.names(), deadline).complaint(asked).ifPresent(complaint -> {
                throw new NotLookedAt(complaint);
            });
            return asked;
        });
        KafkaAccess brokers = leadsBySystem(cluster) ? access : once;
        compared.set(brokers);
        return brokers;
    }

    /**
     * Whether the public clients, which ask the system themselves, are led by it where we were told to go: brokers have addresses for
     * names, or the names that were given.
     */
    private boolean leadsBySystem(KafkaCluster cluster) {
        return !access.knowsNames()
                && cluster.advertised().stream()
                        .map(broker -> HostPort.parse(broker).host())
                        .allMatch(host -> Names.isAddress(host) || access.isGiven(host));
    }

    private <T> T bounded(Deadline deadline, Callable<T> look) {
        boolean answered = false;
        try {
            Reachability.any(access.addresses(), access.names(), deadline);
            T seen = Bounded.call(deadline, "kafka", look);
            answered = true;
            return seen;
        } catch (CannotLook | NotLookedAt said) {
            throw said;
        } catch (NotConnected e) {
            if (Reachability.isUnknownName(e)) {
                throw new NotLookedAt(access + " cannot be found from here: " + e.words());
            }
            throw failed(e.failure(), e.words(), e);
        } catch (SslAuthenticationException untrusted) {
            throw new NotLookedAt(access + ": no TLS (" + cause(untrusted) + "); see openim.ca-file");
        } catch (AuthenticationException | AuthorizationException refused) {
            throw new LoginRefused(access.toString(), String.valueOf(refused.getMessage()));
        } catch (TimeoutException | org.apache.kafka.common.errors.TimeoutException late) {
            throw failed(Failure.NO_ANSWER, "no answer within " + deadline, late);
        } catch (Exception e) {
            if (deadline.isOver()) {
                throw failed(Failure.NO_ANSWER, "no answer within " + deadline, e);
            }
            throw failed(Failure.CUT, Excerpt.of(String.valueOf(e.getMessage())), e);
        } finally {
            if (!answered) {
                // The brokers may be elsewhere by now.
                compared.set(null);
            }
        }
    }

    private static String cause(Exception e) {
        return Excerpt.of(String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()));
    }

    private CannotLook failed(Failure failure, String words, Exception cause) {
        return new CannotLook(
                access + ": " + words,
                cause,
                Evidence.of(Evidence.FROM, access),
                Evidence.of(Evidence.FAILURE, failure.word()),
                Evidence.of(Evidence.WORDS, words));
    }
}
