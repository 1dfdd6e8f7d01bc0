/**
 * The encodings of the wire protocol, and the conversion of their values to Java types.
 *
 * <p>The central concept is the <em>plain value</em>: null, {@link java.lang.Boolean}, {@link java.lang.Long},
 * {@link java.math.BigInteger} outside the range of long, {@link java.lang.Double}, {@link java.lang.String}, {@code byte[]},
 * {@link java.time.Instant}, {@link java.util.List} of plain values and {@link java.util.Map} from strings to plain values.
 * An {@link dev.webshocket.internal.codec.Encoding} converts between bytes and plain values, and a
 * {@link dev.webshocket.internal.codec.Binding} between plain values and an application's types; they do not depend on each
 * other. A {@link dev.webshocket.internal.codec.Codec} combines them. Packets are defined once for all encodings.
 *
 * <p>Within this package and for {@link dev.webshocket.internal.codec.ValueReader}, {@link java.math.BigDecimal} is plain
 * too: a number with a fraction that a double cannot represent exactly.
 */
package dev.webshocket.internal.codec;
