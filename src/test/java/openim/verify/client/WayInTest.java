package openim.verify.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of several servers is taken for all that one of them can do. */
class WayInTest {

    private static final URI ONE = URI.create("http://10.0.0.5:10002");
    private static final URI TWO = URI.create("http://10.0.0.6:10002");
    private static final URI THREE = URI.create("http://10.0.0.7:10002");

    private final List<URI> asked = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theOnlyOneIsNotAskedWhetherItAnswers() {
        assertThat(WayIn.at(ONE).url()).isEqualTo(ONE);
        assertThat(of(List.of(ONE), Set.of()).url()).isEqualTo(ONE);
        assertThat(asked).isEmpty();
    }

    @Test
    void whileTheFirstAnswersNobodyElseIsAsked() {
        assertThat(of(List.of(ONE, TWO, THREE), Set.of(ONE, TWO)).url()).isEqualTo(ONE);
        assertThat(asked).containsExactly(ONE);
    }

    @Test
    void withTheFirstDeadTheNextThatAnswersIsTaken() {
        assertThat(of(List.of(ONE, TWO, THREE), Set.of(TWO, THREE)).url()).isEqualTo(TWO);
        assertThat(of(List.of(ONE, TWO, THREE), Set.of(THREE)).url()).isEqualTo(THREE);
    }

    @Test
    void whereNoneAnswersTheFirstIsTheOneThatIsAccused() {
        assertThat(of(List.of(ONE, TWO), Set.of()).url()).isEqualTo(ONE);
    }

    @Test
    void whereNoneAnswersInTimeOneThatTakesConnectionsIsTakenBeforeOneThatIsDead() {
        assertThat(of(List.of(ONE, TWO, THREE), Set.of(), Set.of(TWO, THREE)).url())
                .isEqualTo(TWO);
        assertThat(of(List.of(ONE, TWO), Set.of(), Set.of(ONE, TWO)).url()).isEqualTo(ONE);
        assertThat(of(List.of(ONE, TWO, THREE), Set.of(THREE), Set.of(ONE, TWO)).url())
                .isEqualTo(THREE);
    }

    @Test
    void whatWasChosenStays() {
        WayIn way = of(List.of(ONE, TWO), Set.of(TWO));

        way.url();
        asked.clear();

        assertThat(way.url()).isEqualTo(TWO);
        assertThat(asked).isEmpty();
    }

    private WayIn of(List<URI> urls, Set<URI> alive) {
        return of(urls, alive, Set.of());
    }

    private WayIn of(List<URI> urls, Set<URI> alive, Set<URI> late) {
        return WayIn.firstOf(urls, url -> {
            asked.add(url);
            return alive.contains(url) ? WayIn.Sign.ANSWERS : late.contains(url) ? WayIn.Sign.LATE : WayIn.Sign.NOBODY;
        });
    }
}
