/** What is left of a rate limit, as far as its answers tell: the service counts in windows of one length. */
export class LimitWindow {
  #limit;
  #millis;
  #used = 0;
  #end = 0;

  /** @param {{limit: number, seconds: number}} limit as the service describes it */
  constructor({ limit, seconds }) {
    this.#limit = limit;
    this.#millis = seconds * 1000;
  }

  get limit() {
    return this.#limit;
  }

  /** A call was let through. The first one begins the first window; each begins where the one before has ended. */
  taken(now) {
    this.#renew(now);
    if (this.#end === 0) {
      this.#end = now + this.#millis;
    }
    this.#used = Math.min(this.#limit, this.#used + 1);
  }

  /** A call was refused: nothing is left for so many seconds. */
  refused(now, seconds) {
    this.#used = this.#limit;
    this.#end = now + seconds * 1000;
  }

  /** Another session has buckets of its own. */
  reset() {
    this.#used = 0;
    this.#end = 0;
  }

  left(now) {
    this.#renew(now);
    return this.#limit - this.#used;
  }

  /** @returns {number} milliseconds until the bucket is full again; 0 where it is */
  millisToFull(now) {
    this.#renew(now);
    return this.#used === 0 ? 0 : this.#end - now;
  }

  /** @returns {number} how much of the window has passed, 0 to 1 */
  passed(now) {
    return this.#used === 0 ? 1 : Math.min(1, Math.max(0, 1 - (this.#end - now) / this.#millis));
  }

  #renew(now) {
    if (this.#end > 0 && now >= this.#end) {
      this.#used = 0;
      this.#end += Math.ceil((now - this.#end + 1) / this.#millis) * this.#millis;
    }
  }
}
