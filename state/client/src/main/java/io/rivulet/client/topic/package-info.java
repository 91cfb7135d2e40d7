/**
 * The layer below {@link io.rivulet.client.Models} and {@link io.rivulet.client.Samples}: topics
 * record by record, for programs that show, export or replay them, such as the command line. It may
 * change from one release to the next; programs that follow models or send samples need nothing of
 * it but {@link io.rivulet.client.topic.TopicException}.
 */
package io.rivulet.client.topic;
