package io.rivulet.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Asks Flink's REST interface, and says in plain words when something else answers. */
final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration REQUEST = Duration.ofSeconds(30);

  private final URI address;
  private final Tls tls;
  private final HttpClient http;

  FlinkRest(URI address) {
    this(address, Tls.ofThisJvm());
  }

  FlinkRest(URI address, Tls tls) {
    this.address = address;
    this.tls = tls;
    boolean secured = "https".equals(address.getScheme());
    http =
        HttpClient.newBuilder()
            .sslContext(secured ? tls.context() : Tls.unused())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  JsonNode patch(String path) {
    return send(request(path).method("PATCH", BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(REQUEST);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      requireSuccess(response);
      return response.body().isEmpty() ? JSON.nullNode() : read(response);
    } catch (SSLException e) {
      throw Failure.failed(TlsFault.explain(address, e, tls), e);
    } catch (IOException e) {
      throw Failure.failed("no Flink cluster answers at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted while asking " + address, e);
    }
  }

  private void requireSuccess(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status < 300) {
      return;
    }
    if (status < 400) {
      throw Failure.failed(elsewhere(status, response.headers().firstValue("Location").orElse("")));
    }
    if (status == 401 || status == 403) {
      throw Failure.failed(
          "%s answered %d: it requires a login, which this command cannot give; give --rest an address that needs no login, such as that of a port forward"
              .formatted(address, status));
    }
    throw Failure.failed(address + " answered " + status + ": " + firstError(response.body()));
  }

  /** A JobManager that speaks TLS redirects requests without it to the same place with https. */
  private String elsewhere(int status, String target) {
    String secured = address.toString().replaceFirst("^http:", "https:");
    if (target.startsWith(secured)) {
      return "%s speaks TLS; give --rest %s".formatted(address, secured);
    }
    return "%s answered %d and points to %s; give --rest the address of the JobManager itself, not of a proxy or login page before it"
        .formatted(address, status, target.isEmpty() ? "an unnamed place" : target);
  }

  private JsonNode read(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      String type = response.headers().firstValue("Content-Type").orElse("no content type");
      throw Failure.failed(
          "%s answered with something other than JSON (%s); is it the REST address of a Flink cluster?"
              .formatted(address, type),
          e);
    }
  }

  /** Flink's errors are stack traces, or a line that says little and then a stack trace. */
  private static String firstError(String body) {
    try {
      JsonNode errors = JSON.readTree(body).path("errors");
      return StackTrace.rootOf(errors.path(errors.size() - 1).asText(body));
    } catch (IOException e) {
      return StackTrace.rootOf(body);
    }
  }
}
