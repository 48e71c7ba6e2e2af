package watchbill.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import watchbill.connectors.access.Address;
import watchbill.connectors.redis.RedisReplication.Fed;

class RedisReplicationTest {
  @Test
  void readsAMaster() {
    assertThat(
            RedisReplication.parse(
                """
                # Replication\r
                role:master\r
                connected_slaves:2\r
                slave0:ip=10.0.0.2,port=6379,state=online,offset=140,lag=1\r
                slave1:ip=fd00::3,port=6380,state=wait_bgsave,offset=0,lag=0\r
                master_replid:7f1c\r
                master_repl_offset:154\r
                """))
        .isEqualTo(
            new RedisReplication(
                true,
                "7f1c",
                OptionalLong.of(154),
                false,
                OptionalLong.empty(),
                List.of(
                    new Fed(
                        new Address("10.0.0.2", 6379),
                        true,
                        OptionalLong.of(140),
                        OptionalLong.of(1)),
                    new Fed(
                        new Address("fd00::3", 6380),
                        false,
                        OptionalLong.of(0),
                        OptionalLong.of(0)))));
  }

  @Test
  void readsAReplicaThatHasLostItsMaster() {
    assertThat(
            RedisReplication.parse(
                """
                role:slave
                master_link_status:down
                master_last_io_seconds_ago:-1
                slave_repl_offset:99
                master_replid:7f1c
                master_repl_offset:99
                """))
        .isEqualTo(
            new RedisReplication(
                false, "7f1c", OptionalLong.of(99), false, OptionalLong.empty(), List.of()));
  }

  @Test
  void leavesOutWhatAnotherServerDoesNotSay() {
    assertThat(RedisReplication.parse("slave0:what,else=\nrole\n:x\n"))
        .isEqualTo(
            new RedisReplication(
                false, "", OptionalLong.empty(), false, OptionalLong.empty(), List.of()));
  }
}
