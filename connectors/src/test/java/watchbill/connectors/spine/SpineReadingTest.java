package watchbill.connectors.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpineReadingTest {
  @Test
  void readsTheNamesOfTheGuides() throws IOException {
    SpineAnswer answer =
        read(
            """
            # HELP memory_spine_replication_lag_seconds Lag
            memory_spine_replication_lag_seconds 6.5
            memory_spine_storage_used_bytes 4.2949672960e+10
            memory_spine_storage_total_bytes 53687091200
            other_lag_seconds 1
            """,
            "{\"status\":\"ok\",\"role\":\"follower\",\"node_id\":\"memory-spine-1\"}");

    assertThat(answer.node()).isEqualTo("memory-spine-1");
    assertThat(answer.leader()).contains(false);
    assertThat(answer.lagSeconds()).hasValue(6.5);
    assertThat(answer.usedBytes()).hasValue(40L << 30);
    assertThat(answer.totalBytes()).hasValue(50L << 30);
    assertThat(answer.inSyncReplicas()).isEmpty();
    assertThat(answer.lagEntries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"Leader\"}",
        "{\"replication\":{\"role\":\"PRIMARY\"}}",
        "{\"raft_state\":\"leader\"}",
        "{\"isLeader\":true}",
        "{\"leader\":true}",
        "{\"nodeId\":\"memory-spine-0\",\"leaderId\":\"memory-spine-0\"}",
        "{\"id\":\"a\",\"cluster\":{\"leader\":\"a\"},\"state\":\"healthy\"}"
      })
  void knowsALeaderByManyWords(String health) throws IOException {
    assertThat(read("", health).leader()).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lag_ms\":1500}",
        "{\"replication\":{\"lagSeconds\":1.5}}",
        "{\"replicationLagMs\":\"1500\"}",
        "{\"replication\":{\"lag_ms\":1500.0}}"
      })
  void knowsALagByManyNames(String health) throws IOException {
    assertThat(read("", health).lagSeconds()).hasValue(1.5);
  }

  @Test
  void readsWhatALeaderSaysOfItsFollowers() throws IOException {
    SpineAnswer answer =
        read(
            """
            memory_spine_replication_lag_seconds{replica="memory-spine-1"} 0.2
            memory_spine_replication_lag_seconds{replica="memory-spine-0"} 0
            memory_spine_role{role="leader"} 1
            memory_spine_role{role="follower"} 0
            """,
            """
            {"node_id":"memory-spine-0","in_sync_replicas":["memory-spine-0","memory-spine-1"],
             "replication":{"factor":2,"followers":[
               {"id":"memory-spine-2","in_sync":false,"lag_entries":17},
               {"what":"is this"}]}}
            """);

    assertThat(answer.leader()).contains(true);
    assertThat(answer.inSyncReplicas()).hasValue(2);
    assertThat(answer.replicationFactor()).hasValue(2);
    assertThat(answer.lagSeconds()).hasValue(0);
    assertThat(answer.followers())
        .extracting(SpineAnswer::node)
        .containsExactly("memory-spine-1", "memory-spine-2");
    assertThat(answer.followers().get(0).lagSeconds()).hasValue(0.2);
    assertThat(answer.followers().get(1).lagEntries()).hasValue(17);
    assertThat(answer.followers().get(1).inSync()).contains(false);
  }

  @Test
  void takesNothingForANumberThatIsNone() throws IOException {
    SpineAnswer answer =
        read(
            "memory_spine_replication_lag_seconds NaN\nmemory_spine_storage_used_bytes -1\n",
            "{\"lag_seconds\":\"unknown\",\"storage\":{\"total_bytes\":null},\"role\":[],\"id\":{}}");

    assertThat(answer.lagSeconds()).isEmpty();
    assertThat(answer.usedBytes()).isEmpty();
    assertThat(answer.totalBytes()).isEmpty();
    assertThat(answer.leader()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OK", "[]", "{\"role\":", "<html>"})
  void refusesAHealthPageThatIsNoObject(String page) {
    assertThatThrownBy(() -> read("", page))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("want a JSON object, have ");
  }

  private static SpineAnswer read(String metrics, String health) throws IOException {
    SpineReading reading = new SpineReading();
    reading.addMetrics(metrics);
    reading.addHealth(health);
    return reading.answer();
  }
}
