package openim.verify.config.setting;

import java.util.function.UnaryOperator;

/** A value and who said it. Prints the source alone, because the value may be a secret. */
public record Sourced(String value, String source) {

    public Sourced map(UnaryOperator<String> change) {
        return new Sourced(change.apply(value), source);
    }

    @Override
    public String toString() {
        return "a value from " + source;
    }
}
