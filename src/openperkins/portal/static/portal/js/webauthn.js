/* A passkey that was not used says so on the page; allauth's script tells it by an event only. */
"use strict";

document.addEventListener("allauth.error", (event) => {
  const place = document.getElementById("webauthn-problem");
  if (!place) return;
  event.preventDefault();
  const cancelled = event.detail?.exception?.name === "NotAllowedError";
  place.textContent = cancelled
    ? "The passkey was not used: it was cancelled or took too long. Try again."
    : "This passkey or security key could not be used here. Try another way.";
});
