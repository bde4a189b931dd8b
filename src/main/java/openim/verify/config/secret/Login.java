package openim.verify.config.secret;

/**
 * An account and its password, as a person types them; whoever sends the password hashes it.
 *
 * @param account a phone number or an account's name
 * @param areaCode the phone number's area code, such as {@code +86}; empty where there is none
 * @param password in plain text
 */
public record Login(String account, String areaCode, Secret password) {

    public Login {
        if (account.isBlank()) {
            throw new IllegalArgumentException("a login without an account");
        }
    }
}
