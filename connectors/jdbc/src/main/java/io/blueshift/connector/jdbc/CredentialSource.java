package io.blueshift.connector.jdbc;

import java.util.Set;

/**
 * Finds the user and the password that a catalog's settings stand for, each time a connection is opened: what they refer
 * to may have changed since the last one. Safe for all threads.
 */
public interface CredentialSource {
    /** The settings that are not looked at before a connection is opened. */
    Set<String> SETTINGS = Set.of("connection-user", "connection-password");

    /** The settings themselves. */
    CredentialSource AS_WRITTEN = new CredentialSource() {
        @Override
        public String current(String setting) {
            return setting;
        }

        @Override
        public String mask(String message) {
            return message;
        }
    };

    /**
     * What the setting stands for, now.
     *
     * @throws IllegalArgumentException if what it refers to is missing, with a message that names it
     */
    String current(String setting);

    /** A message of the driver without what is secret in it. */
    String mask(String message);
}
