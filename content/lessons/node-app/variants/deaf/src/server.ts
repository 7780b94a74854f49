import { createServer } from 'node:http';
import ms from 'ms';

const minutes = [4, 19, 34, 49];

/** Says when the next departures of the north line are. */
const server = createServer((_request, response) => {
  const now = new Date().getMinutes();
  const next = minutes.map((minute) => (minute - now + 60) % 60).sort((a, b) => a - b);
  response.end(next.map((wait) => `North line in ${ms(wait * 60_000, { long: true })}\n`).join(''));
});

server.listen(8080, () => console.log('The board listens on port 8080'));
