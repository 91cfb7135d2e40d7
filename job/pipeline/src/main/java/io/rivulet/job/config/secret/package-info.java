/** Which properties of Kafka clients are secret, and how a configuration refers to a secret. */
package io.rivulet.job.config.secret;
