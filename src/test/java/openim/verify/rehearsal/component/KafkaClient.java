package openim.verify.rehearsal.component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

record KafkaClient(String bootstrap) implements ComponentClient {

    private static final TopicPartition PARTITION = new TopicPartition("toOfflinePush", 7);

    @Override
    public String component() {
        return "kafka";
    }

    @Override
    public void writes(String key, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), key, value))
                    .get();
        }
    }

    @Override
    public String reads(String key) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "default.api.timeout.ms", 10_000, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(PARTITION)).get(PARTITION));
            String found = "";
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
                    found = message.key().equals(key) ? message.value() : found;
                }
            }
            return found;
        } catch (TimeoutException e) {
            throw new IllegalStateException("no broker at " + bootstrap, e);
        }
    }
}
