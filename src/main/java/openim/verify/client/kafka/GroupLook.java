package openim.verify.client.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import openim.verify.await.Deadline;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** One look at consumer groups. */
final class GroupLook {

    private final Deadline deadline;

    private GroupLook(Deadline deadline) {
        this.deadline = deadline;
    }

    static List<ConsumerGroup> at(KafkaAccess access, Collection<String> names, Deadline deadline) throws Exception {
        if (access.knowsNames()) {
            return NamedGroups.at(access, names, deadline);
        }
        Admin admin = Admin.create(access.properties(deadline.remaining()));
        try {
            return new GroupLook(deadline).groups(admin, names);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private List<ConsumerGroup> groups(Admin admin, Collection<String> names) throws Exception {
        Map<String, KafkaFuture<ConsumerGroupDescription>> described =
                admin.describeConsumerGroups(names).describedGroups();
        Map<String, ListConsumerGroupOffsetsSpec> all = new HashMap<>();
        names.forEach(name -> all.put(name, new ListConsumerGroupOffsetsSpec()));
        var offsets = admin.listConsumerGroupOffsets(all);
        List<ConsumerGroup> groups = new ArrayList<>();
        for (String name : names) {
            groups.add(group(
                    name,
                    Objects.requireNonNull(described.get(name), name),
                    offsets.partitionsToOffsetAndMetadata(name)));
        }
        return groups;
    }

    private ConsumerGroup group(
            String name,
            KafkaFuture<ConsumerGroupDescription> description,
            KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> offsets)
            throws Exception {
        Map<String, Map<Integer, Long>> committed = new HashMap<>();
        try {
            get(offsets).forEach((partition, offset) -> {
                if (offset != null) {
                    committed
                            .computeIfAbsent(partition.topic(), topic -> new HashMap<>())
                            .put(partition.partition(), offset.offset());
                }
            });
            ConsumerGroupDescription group = get(description);
            return new ConsumerGroup(
                    name,
                    group.groupState().toString(),
                    group.members().stream().map(GroupLook::member).toList(),
                    committed);
        } catch (GroupIdNotFoundException nobody) {
            return new ConsumerGroup(name, GroupState.DEAD.toString(), List.of(), committed);
        }
    }

    private static ConsumerGroup.Member member(MemberDescription member) {
        return new ConsumerGroup.Member(
                member.consumerId(),
                member.host(),
                member.assignment().topicPartitions().stream()
                        .map(TopicPartition::toString)
                        .sorted()
                        .toList());
    }

    private <T> T get(KafkaFuture<T> future) throws Exception {
        try {
            return future.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
