// Asks for the camera only after a click. The picture stays in the browser: the simulation needs none.
export async function startCamera(step, notice) {
  const video = step.querySelector('video');
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } });
    video.srcObject = stream;
    step.classList.add('camera-on');
    await video.play();
    step.querySelector('[data-take-photo]').focus();
    const stop = () => {
      for (const track of stream.getTracks()) track.stop();
    };
    // The step is replaced when the photo is sent, and the camera light has to go out with it.
    new MutationObserver((_, observer) => {
      if (step.isConnected) return;
      observer.disconnect();
      stop();
    }).observe(document.body, { childList: true, subtree: true });
  } catch {
    notice.textContent = 'The camera cannot be used here. Use the sample photo instead.';
  }
}
