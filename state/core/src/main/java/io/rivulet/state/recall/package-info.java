/** What a model keeps of the inputs that it has learned, to tell what becomes of their answers. */
package io.rivulet.state.recall;
