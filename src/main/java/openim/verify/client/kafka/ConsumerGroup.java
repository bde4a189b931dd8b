package openim.verify.client.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.await.Deadline;
import openim.verify.client.net.HostPort;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroupMember;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.FindCoordinatorResponse;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.OffsetFetchResponse;
import org.apache.kafka.common.utils.Time;

/**
 * A consumer group of OpenIM's: who is in it and how far it has come.
 *
 * @param name such as {@code redis}, {@code mongo}, {@code push}
 * @param state Kafka's word: {@code Stable}, {@code Empty}, {@code PreparingRebalance}, {@code Dead} and so on
 * @param members those that are in it
 * @param committed the next offset to be read, by topic and partition; {@code push} never commits, so its is empty
 */
public record ConsumerGroup(
        String name, String state, List<Member> members, Map<String, Map<Integer, Long>> committed) {

    private static final String STABLE = "Stable";

    /**
     * One consumer.
     *
     * @param id that the coordinator gave it
     * @param host that it connects from
     * @param partitions that it was given, each {@code topic-number}
     */
    public record Member(String id, String host, List<String> partitions) {

        public Member {
            partitions = List.copyOf(partitions);
        }
    }

    public ConsumerGroup {
        members = List.copyOf(members);
        committed = Map.copyOf(committed);
    }

    /** Whether consumers are in it, and agree who reads what. */
    public boolean isAttended() {
        return state.equals(STABLE) && !members.isEmpty();
    }

    /** Whether somebody is in charge of each of these partitions of a topic. */
    public boolean covers(String topic, Collection<Integer> partitions) {
        List<String> given =
                members.stream().flatMap(member -> member.partitions().stream()).toList();
        return partitions.stream().allMatch(partition -> given.contains(topic + "-" + partition));
    }

    /** Asks for those of these names, in the order in which they were named. */
    static List<ConsumerGroup> all(KafkaAccess access, Collection<String> names, Deadline deadline) throws Exception {
        if (access.knowsNames()) {
            return new NamedGroups(access, deadline).groups(names);
        }
        Admin admin = Admin.create(access.properties(deadline.remaining()));
        try {
            return new AdminLook(deadline).groups(admin, names);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** One look at consumer groups by the admin client of kafka-clients. */
    private record AdminLook(Deadline deadline) {

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
                        group.members().stream().map(AdminLook::member).toList(),
                        committed);
            } catch (GroupIdNotFoundException nobody) {
                return new ConsumerGroup(name, GroupState.DEAD.toString(), List.of(), committed);
            }
        }

        private static Member member(MemberDescription member) {
            return new Member(
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

    /**
     * One look at consumer groups of a Kafka whose brokers advertise names that this process alone can find. The admin client of
     * kafka-clients cannot be told where those lead, so its three questions are asked here.
     */
    private record NamedGroups(KafkaAccess access, Deadline deadline) {

        private static final byte GROUP = 0;

        List<ConsumerGroup> groups(Collection<String> names) throws IOException, TimeoutException {
            List<ConsumerGroup> groups = new ArrayList<>();
            for (String name : names) {
                groups.add(group(name));
            }
            return groups;
        }

        private ConsumerGroup group(String name) throws IOException, TimeoutException {
            List<Node> coordinator = List.of(coordinator(name));
            DescribedGroup described = ask(
                            coordinator,
                            new DescribeGroupsRequest.Builder(new DescribeGroupsRequestData().setGroups(List.of(name))),
                            DescribeGroupsResponse.class)
                    .data()
                    .groups()
                    .get(0);
            OffsetFetchRequestData everything = new OffsetFetchRequestData()
                    .setGroups(List.of(
                            new OffsetFetchRequestGroup().setGroupId(name).setTopics(null)));
            OffsetFetchResponseGroup offsets = ask(
                            coordinator,
                            OffsetFetchRequest.Builder.forTopicNames(everything, false),
                            OffsetFetchResponse.class)
                    .group(name);
            Errors.forCode(offsets.errorCode()).maybeThrow();
            Map<String, Map<Integer, Long>> committed = committed(offsets);
            if (described.errorCode() == Errors.GROUP_ID_NOT_FOUND.code()) {
                return new ConsumerGroup(name, GroupState.DEAD.toString(), List.of(), committed);
            }
            Errors.forCode(described.errorCode()).maybeThrow();
            return new ConsumerGroup(
                    name,
                    described.groupState(),
                    described.members().stream().map(NamedGroups::member).toList(),
                    committed);
        }

        /** A partition of which nothing was committed has a negative offset. */
        private static Map<String, Map<Integer, Long>> committed(OffsetFetchResponseGroup group) {
            Map<String, Map<Integer, Long>> committed = new HashMap<>();
            group.topics()
                    .forEach(topic -> topic.partitions().stream()
                            .filter(partition -> partition.committedOffset() >= 0)
                            .forEach(partition -> committed
                                    .computeIfAbsent(topic.name(), name -> new HashMap<>())
                                    .put(partition.partitionIndex(), partition.committedOffset())));
            return committed;
        }

        /** One that has just joined was given nothing yet. */
        private static Member member(DescribedGroupMember member) {
            List<TopicPartition> given = member.memberAssignment().length == 0
                    ? List.of()
                    : ConsumerProtocol.deserializeAssignment(ByteBuffer.wrap(member.memberAssignment()))
                            .partitions();
            return new Member(
                    member.memberId(),
                    member.clientHost(),
                    given.stream().map(TopicPartition::toString).sorted().toList());
        }

        private Node coordinator(String name) throws IOException, TimeoutException {
            List<Node> brokers = new ArrayList<>();
            for (HostPort address : access.addresses()) {
                brokers.add(new Node(-1 - brokers.size(), address.host(), address.port()));
            }
            Coordinator found = ask(
                            brokers,
                            new FindCoordinatorRequest.Builder(new FindCoordinatorRequestData()
                                    .setKeyType(GROUP)
                                    .setKey(name)),
                            FindCoordinatorResponse.class)
                    .coordinatorByKey(name)
                    .orElseThrow(() -> new IOException("nobody coordinates the group " + name));
            Errors.forCode(found.errorCode()).maybeThrow();
            return new Node(found.nodeId(), found.host(), found.port());
        }

        /** The answer of the first that gives one. */
        private <T extends AbstractResponse> T ask(List<Node> nodes, AbstractRequest.Builder<?> request, Class<T> form)
                throws IOException, TimeoutException {
            IOException last = new IOException("no address");
            for (int i = 0; i < nodes.size(); i++) {
                int millis = (int) Math.max(
                        1, deadline.remaining().dividedBy(nodes.size() - i).toMillis());
                Node node = nodes.get(i);
                try (KafkaClient client = KafkaNetwork.to(List.of(node), access, millis)) {
                    if (!NetworkClientUtils.awaitReady(client, node, Time.SYSTEM, millis)) {
                        throw new TimeoutException(node.host() + ":" + node.port() + " did not answer");
                    }
                    return form.cast(NetworkClientUtils.sendAndReceive(
                                    client,
                                    client.newClientRequest(node.idString(), request, Time.SYSTEM.milliseconds(), true),
                                    Time.SYSTEM)
                            .responseBody());
                } catch (IOException next) {
                    last = next;
                }
            }
            throw last;
        }
    }
}
