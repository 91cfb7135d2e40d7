package io.rivulet.job.planted;

import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A serializer beside the one. */
@SuppressWarnings("serial")
abstract class SecondSerializer extends TypeSerializer<String> {}
