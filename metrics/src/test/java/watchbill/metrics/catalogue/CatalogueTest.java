package watchbill.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  @Test
  void keepsTheNamesThatTheGuidesGaveOurUsers() {
    assertThat(Catalogue.ours())
        .extracting(Family::name)
        .contains(
            "agent_active_sessions", "agent_request_queue_depth", "agent_tokens_consumed_total");
  }

  @Test
  void listsEveryFamilyOnceAndThoseOfOthersLast() {
    assertThat(Catalogue.all()).extracting(Family::name).doesNotHaveDuplicates();
    assertThat(Catalogue.all()).startsWith(Catalogue.ours().toArray(new Family<?>[0]));
    assertThat(Catalogue.all().subList(Catalogue.ours().size(), Catalogue.all().size()))
        .isNotEmpty()
        .allSatisfy(family -> assertThat(family.origin()).isInstanceOf(Origin.Foreign.class));
  }

  @Test
  void refusesANameTwice() {
    assertThatThrownBy(() ->
            Catalogue.families(
                List.of(
                    new FamilyGroup("Two", List.of(ActivityFamilies.STATE, SpendFamilies.COST)),
                    new FamilyGroup("One", List.of(ActivityFamilies.STATE)))))
        .hasMessage("catalogue: want a name once, have twice agent_state");
  }

  @Test
  void givesEveryFamilyAboutAgentsTheSameIdentity() {
    assertThat(Catalogue.ours())
        .filteredOn(family -> family.name().startsWith("agent_"))
        .filteredOn(family -> !(family instanceof Histogram)) // of all agents of a role together
        .isNotEmpty()
        .allSatisfy(
            family -> assertThat(family.labels().names()).startsWith("tenant", "agent", "role"));
    assertThat(Catalogue.ours())
        .filteredOn(family -> family.name().startsWith("agent_pod_"))
        .isNotEmpty()
        .allSatisfy(family ->
            assertThat(family.labels().names())
                .startsWith("tenant", "agent", "role", "namespace", "pod"));
  }
}
