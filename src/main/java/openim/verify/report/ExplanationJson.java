package openim.verify.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import openim.verify.suite.Checks;
import openim.verify.suite.Explanation;

/** Why checks are red, for machines. Fields are only ever added. */
final class ExplanationJson {

    private ExplanationJson() {}

    /** The causes, the likeliest first: {@code [{"cause":"Redis is dead","shownBy":[ids],"explains":[ids]}]}. */
    static ArrayNode causes(Explanation explanation) {
        ArrayNode causes = RedactedJson.object().putArray("causes");
        explanation.reasons().forEach(reason -> {
            ObjectNode cause = causes.addObject().put("cause", reason.words());
            ArrayNode shownBy = cause.putArray("shownBy");
            reason.shownBy().forEach(check -> shownBy.add(check.value()));
            ArrayNode explains = cause.putArray("explains");
            reason.explains().stream().sorted(Checks.ORDER).forEach(check -> explains.add(check.value()));
        });
        return causes;
    }
}
