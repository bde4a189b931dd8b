package openim.verify.rehearsal;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The lies that the deployment tells now; none at first.
 *
 * <p>Who could tell a lie asks {@link #told} each time the occasion comes, so that a lie holds from one message to the
 * next. Safe for use by many threads.
 */
public final class Lies {

    private final Set<Lie> told = Collections.synchronizedSet(EnumSet.noneOf(Lie.class));
    private final Map<Lie, List<Runnable>> consequences = new EnumMap<>(Lie.class);
    private final Map<Lie, List<Runnable>> endings = new EnumMap<>(Lie.class);
    private final Map<String, Lies> byProcess = new ConcurrentHashMap<>();
    private final @Nullable Lies ofAll;

    public Lies() {
        this(null);
    }

    private Lies(@Nullable Lies ofAll) {
        this.ofAll = ofAll;
        for (Lie lie : Lie.values()) {
            consequences.put(lie, new CopyOnWriteArrayList<>());
            endings.put(lie, new CopyOnWriteArrayList<>());
        }
    }

    /** Begins to tell this lie; returns when its immediate consequences have come about. */
    public void tell(Lie lie) {
        if (told.add(lie)) {
            consequencesOf(lie).forEach(Runnable::run);
        }
    }

    /** Tells the truth in this again. What the lie did is not undone, unless somebody undoes it {@link #whenRecanted}. */
    public void recant(Lie lie) {
        if (told.remove(lie)) {
            endings.getOrDefault(lie, List.of()).forEach(Runnable::run);
        }
    }

    /** Tells the truth in everything again. */
    public void recantAll() {
        for (Lie lie : Lie.values()) {
            recant(lie);
        }
        byProcess.values().forEach(Lies::recantAll);
    }

    /** Those of one process of several: its own beside those that all tell. Some are told by openim-api and openim-msggateway only. */
    public Lies by(String process) {
        return byProcess.computeIfAbsent(process, first -> new Lies(this));
    }

    /** Whether this lie is told now. */
    public boolean told(Lie lie) {
        return toldAlone(lie) || (ofAll != null && ofAll.told(lie));
    }

    /** Whether it is told by this one process now, whatever all do. */
    public boolean toldAlone(Lie lie) {
        return told.contains(lie);
    }

    /** Has {@code consequence} run, in the thread that tells, each time this lie begins to be told. */
    public void whenTold(Lie lie, Runnable consequence) {
        consequencesOf(lie).add(consequence);
    }

    /** Has {@code ending} run, in the thread that recants, each time this lie is no longer told. */
    public void whenRecanted(Lie lie, Runnable ending) {
        endings.getOrDefault(lie, List.of()).add(ending);
    }

    private List<Runnable> consequencesOf(Lie lie) {
        return consequences.getOrDefault(lie, List.of());
    }
}
