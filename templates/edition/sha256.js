// SHA-256 (FIPS 180-4), a piece at a time: browsers lend theirs only to pages of a server, and only for whole files.
class Sha256 {
  static words = (() => {
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every(p => n % p)) primes.push(n);
    const fraction = root => ((root - Math.floor(root)) * 2 ** 32) | 0;
    return { rounds: primes.map(p => fraction(Math.cbrt(p))), start: primes.slice(0, 8).map(p => fraction(Math.sqrt(p))) };
  })();

  constructor() {
    this.state = Int32Array.from(Sha256.words.start);
    this.block = new Uint8Array(64);
    this.filled = 0;
    this.bytes = 0;
    this.schedule = new Int32Array(64);
  }

  update(data) {
    this.bytes += data.length;
    let at = 0;
    while (at < data.length) {
      const part = data.subarray(at, at + 64 - this.filled);
      this.block.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === 64) { this.compress(); this.filled = 0; }
    }
    return this;
  }

  compress() {
    const { rounds } = Sha256.words, w = this.schedule;
    const view = new DataView(this.block.buffer);
    for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(i * 4);
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15], y = w[i - 2];
      w[i] = (w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, h] = this.state;
    for (let i = 0; i < 64; i += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => { this.state[i] += value; });
  }

  hex() {
    const bits = this.bytes;
    const tail = new Uint8Array((this.filled < 56 ? 56 : 120) - this.filled + 8);
    tail[0] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 29));
    view.setUint32(tail.length - 4, (bits % 2 ** 29) * 8);
    this.update(tail);
    return [...this.state].map(word => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
