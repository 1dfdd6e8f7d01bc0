/**
 * The two encodings of the wire, and what Java types the values on it become.
 *
 * <p>Everything turns around the <em>plain value</em>: null, {@link java.lang.Boolean}, {@link java.lang.Long}, {@link
 * java.math.BigInteger} outside the range of long, {@link java.lang.Double}, {@link java.lang.String}, {@code byte[]},
 * {@link java.time.Instant}, {@link java.util.List} of plain values and {@link java.util.Map} from strings to plain
 * values. An {@link dev.webshocket.internal.codec.Encoding} stands between bytes and plain values, and a {@link
 * dev.webshocket.internal.codec.Binding} between plain values and an application's types; neither knows of the other's
 * side. A {@link dev.webshocket.internal.codec.Codec} joins them; what a packet is stands beside it, once for all encodings.
 *
 * <p>One more class is plain within this package and for {@link dev.webshocket.internal.codec.ValueReader}: a {@link
 * java.math.BigDecimal} is a number with a fraction that no double holds exactly.
 */
package dev.webshocket.internal.codec;
