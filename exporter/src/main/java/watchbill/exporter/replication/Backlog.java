package watchbill.exporter.replication;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a group of readers has still to read of one topic. What is unknown is absent.
///
/// @param group the group, or the consumer
/// @param topic the topic, or the stream
/// @param messages of all partitions together
/// @param mostMessages of the partition that is furthest behind
/// @param seconds for how long the oldest of these messages has waited
/// @param members how many read now
public record Backlog(
    String group,
    String topic,
    OptionalLong messages,
    OptionalLong mostMessages,
    OptionalDouble seconds,
    OptionalLong members) {}
