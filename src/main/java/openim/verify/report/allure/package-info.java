/** What Allure reads, with every text redacted before it is written. */
@NullMarked
package openim.verify.report.allure;

import org.jspecify.annotations.NullMarked;
