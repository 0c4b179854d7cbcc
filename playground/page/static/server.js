// Speaks to the stand-in: one address for all that a person does. JSON, so that no other site can post here.
export const given = JSON.parse(document.getElementById("given").textContent);
export const me = document.body.dataset.as;
export const here = document.body.dataset.in;

export async function ask(what, details = {}) {
  const answer = await fetch("/page/do", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ as: me, in: here, what, ...details }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}
