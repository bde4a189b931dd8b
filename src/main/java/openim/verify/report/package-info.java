/**
 * Everything that is written about a run, on the console and in {@code reports/<run>/}.
 *
 * <p>All that is written goes through one {@link openim.verify.report.Redactor}, which knows the secrets of the settings and
 * the shapes of those that it cannot know: tokens, signatures, passwords in URIs.
 *
 * <p>While a run goes on, a {@link openim.verify.report.RunDirectory} has each observation on disk before a
 * {@link openim.verify.report.terminal.Table.LiveLines} prints it, so that a killed verifier loses nothing that it has shown; the
 * next run finds what was {@link openim.verify.report.LeftOpen}. When the run is judged, {@link openim.verify.report.VerdictFile}
 * writes {@code verdict.json} for machines, {@link openim.verify.report.JunitXml} and
 * {@link openim.verify.report.allure.AllureResults} tell those who know tests, {@link openim.verify.report.HtmlReport} makes the
 * page, and {@link openim.verify.report.terminal.Table} says the same to a person at a terminal. What stands in the files is a
 * contract: fields are added, never changed.
 *
 * <p>{@link openim.verify.report.Explain} says what there is to know about one check, and writes the catalogue as docs/checks.md
 * has it.
 *
 * <p>Nothing here looks at a deployment, and nothing here starts anything: the command to run next is given in as a
 * {@link openim.verify.report.text.NextCommand}.
 */
@NullMarked
package openim.verify.report;

import org.jspecify.annotations.NullMarked;
