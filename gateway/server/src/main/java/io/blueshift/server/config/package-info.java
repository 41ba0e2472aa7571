/** What is wrong with a setting, said so that the reader can put it right. */
package io.blueshift.server.config;
