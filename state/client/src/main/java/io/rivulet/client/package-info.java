/**
 * Rivulet in other programs: {@link io.rivulet.client.Models} follow the weights topic and answer
 * in process, {@link io.rivulet.client.Samples} teach. Needs {@code kafka-clients} and no Flink.
 *
 * <pre>{@code
 * try (Models models = Models.follow(Map.of("bootstrap.servers", "localhost:9092"))) {
 *   models.ready(Duration.ofSeconds(30));
 *   models.onUpdate(update -> System.out.println(update.id() + " " + update.kind()));
 *   System.out.println(models.find("pump-7").orElseThrow().predict(0.5, -1.25, 3.0)[0]);
 * }
 * }</pre>
 */
package io.rivulet.client;
