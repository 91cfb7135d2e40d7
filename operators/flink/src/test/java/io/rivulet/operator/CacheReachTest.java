package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** A cache of ids of one byte each, which keeps what {@link CacheReach} lets it keep. */
class CacheReachTest {

  private static final int BUDGET = 1 << 10;
  private static final int LONG = 1 << 16;

  private final CacheReach reach = new CacheReach();
  private final LinkedHashMap<String, Long> cached = new LinkedHashMap<>(16, 0.75f, true);
  private int budget = BUDGET;
  private int hits;

  @Test
  void of_idsComeBackTooLate_isASixteenth() {
    search(LONG, i -> i % (8 * BUDGET));

    assertThat(reach.of(BUDGET)).isEqualTo(BUDGET / 16);
    assertThat(cached).hasSize(BUDGET / 16);
    assertThat(hits).isZero();
  }

  @Test
  void of_idsThatTheBudgetKeepsAreMissed_isTheWhole() {
    search(LONG, i -> i % (8 * BUDGET));

    search(2 * BUDGET, i -> i % (BUDGET / 2));

    assertThat(reach.of(BUDGET)).isEqualTo(BUDGET);
    assertThat(hits).isGreaterThan(BUDGET);
  }

  @Test
  void of_moreIdsThanAreNoted_isASixteenthAndTheWholeAgain() {
    budget = 1 << 16;

    search(8 * budget, i -> i % (4 * budget));

    assertThat(reach.of(budget)).isEqualTo(budget / 16);

    search(2 * budget, i -> i % (budget / 2));

    assertThat(reach.of(budget)).isEqualTo(budget);
    assertThat(hits).isGreaterThan(budget);
  }

  @Test
  void of_allIdsFit_isTheWhole() {
    search(LONG, i -> i % BUDGET);

    assertThat(reach.of(BUDGET)).isEqualTo(BUDGET);
    assertThat(hits).isEqualTo(LONG - BUDGET);
  }

  @Test
  void of_nothingIsEvictedAndOnlyTheNewerHalfFound_isTheWhole() {
    search(BUDGET, i -> i);

    search(LONG, i -> i % (BUDGET / 4));

    assertThat(reach.of(BUDGET)).isEqualTo(BUDGET);
    assertThat(cached).hasSize(BUDGET);
  }

  @Test
  void of_someIdsAreFoundLate_isTheWhole() {
    // every tenth search is for one of a few ids, each found after most others have left
    int few = BUDGET / 12;

    search(LONG, i -> i % 10 == 0 ? -1 - i / 10 % few : i);

    assertThat(reach.of(BUDGET)).isEqualTo(BUDGET);
    assertThat(hits).isEqualTo(LONG / 10 + 1 - few);
  }

  @Test
  void found_randomIdsOfAnyNumber_answersNearlyAsOftenAsTheWholeBudget() {
    for (int ids = BUDGET / 2; ids <= 64 * BUDGET; ids *= 2) {
      CacheReachTest fresh = new CacheReachTest();
      SplittableRandom random = new SplittableRandom(ids);
      int all = ids;

      fresh.search(LONG, i -> random.nextInt(all));

      double expected = LONG * Math.min(1, (double) BUDGET / ids);
      assertThat(fresh.hits).as("of %d ids", ids).isGreaterThan((int) (0.7 * expected) - LONG / 64);
    }
  }

  private void search(int count, IntUnaryOperator ids) {
    for (int i = 0; i < count; i++) {
      search("m" + ids.applyAsInt(i));
    }
  }

  private void search(String id) {
    Long used = cached.get(id);
    if (used == null) {
      reach.missed(id, cached.size());
    } else {
      hits++;
      reach.found(used, cached.size());
    }
    cached.put(id, reach.now());
    Iterator<String> eldest = cached.keySet().iterator();
    while (cached.size() > reach.of(budget)) {
      reach.evicted(eldest.next());
      eldest.remove();
    }
  }
}
