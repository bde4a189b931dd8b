package openim.verify.config;

import java.util.Map;

/**
 * What the deployment's own files say.
 *
 * @param values by our keys
 * @param release which releases they belong to
 */
record DeploymentFacts(Map<SettingKey, Sourced> values, Release release) {

    DeploymentFacts {
        values = Map.copyOf(values);
    }
}
