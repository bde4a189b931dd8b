/**
 * The history of runs: what earlier runs saw of a deployment, and how a run compares with them.
 *
 * <p>A {@link openim.verify.history.RunDatabase} is one SQLite file, {@code reports/history/runs.db}. Each run that is judged adds
 * a {@link openim.verify.history.PastRun}: its checks, its speeds, what it lost, which deployment it was and of which versions.
 * The file is bounded, brought up to date step by step, and holds nothing that is not redacted. Where runs are missing from it there
 * is a {@link openim.verify.history.Gap}, so that a lost history is said.
 *
 * <p>A {@link openim.verify.history.Baseline} is what a figure usually is, and {@link openim.verify.history.Comparison} says
 * which figures of a run are slower than usual, or over a limit of the settings. Both are pure.
 *
 * <p>Not to be mixed up with the memory of deployments ({@code target.History}), which holds what must still be there:
 * accounts, seqs, files. Without that one an empty deployment is taken for a first one; without this one nothing is accused,
 * and nothing compared.
 */
@NullMarked
package openim.verify.history;

import org.jspecify.annotations.NullMarked;
