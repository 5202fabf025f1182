/**
 * The server's events, as long as the page is open: with the connection the load ends too.
 * @param {{ hello: Function, sample: Function, lost: Function }} listeners
 */
export function connect({ hello, sample, lost }) {
  const source = new EventSource('/live');
  let visit;
  source.addEventListener('hello', ({ data }) => {
    const { id, ...facts } = JSON.parse(data);
    visit = id;
    hello(facts);
  });
  source.addEventListener('sample', ({ data }) => sample(JSON.parse(data)));
  source.addEventListener('error', () => {
    visit = undefined;
    lost(source.readyState === EventSource.CLOSED);
  });
  addEventListener('pagehide', () => source.close());

  /** Starts or switches the load; null stops it. */
  async function setLoad(mode) {
    const response = await fetch(`/live/${visit}/load`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ mode }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error.message);
    return answer;
  }

  return { setLoad };
}
