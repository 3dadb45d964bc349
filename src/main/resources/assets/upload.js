// Shows how far an upload is. Without this script the form is sent as any other.
(() => {
  const form = document.getElementById('upload');
  const shown = document.getElementById('upload-state');
  const bar = form.querySelector('progress');
  const stop = document.getElementById('upload-stop');
  const fields = ['name', 'accessionNumber', 'type', 'configuration'];
  let running = null;

  const say = (text, failed) => {
    shown.textContent = text;
    shown.classList.toggle('bad', Boolean(failed));
  };
  const size = (bytes) => new Intl.NumberFormat('en', {
    notation: 'compact', style: 'unit', unit: 'byte', unitDisplay: 'narrow', maximumFractionDigits: 1,
  }).format(bytes);
  const chosen = () => [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files]);

  const end = (text) => {
    running = null;
    bar.hidden = true;
    stop.hidden = true;
    form.querySelector('button[type=submit]').disabled = false;
    say(text, true);
  };
  const refusal = (request) => {
    try {
      return JSON.parse(request.responseText).detail || form.dataset.broken;
    } catch {
      return form.dataset.broken;
    }
  };
  const tooMuch = (files) => {
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    return files.length > Number(form.dataset.files) || bytes > Number(form.dataset.bytes);
  };

  const send = (files) => {
    const body = new FormData();
    fields.forEach((name) => body.append(name, form.elements[name].value));
    files.forEach((file) => body.append('file', file, file.webkitRelativePath || file.name));
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/uploads');
    request.setRequestHeader('Idempotency-Key', form.elements.key.value);
    request.upload.addEventListener('progress', (event) => {
      bar.max = event.total;
      bar.value = event.loaded;
      say(event.loaded < event.total
        ? form.dataset.sent.replace('#1', size(event.loaded)).replace('#2', size(event.total))
        : form.dataset.storing);
    });
    request.addEventListener('load', () => {
      if (request.status === 202) {
        location.assign('/transfers/' + JSON.parse(request.responseText).id);
      } else if (request.status === 401) {
        location.assign('/sign-in?to=%2Fsubmit');
      } else {
        end(refusal(request));
      }
    });
    request.addEventListener('error', () => end(form.dataset.broken));
    request.addEventListener('abort', () => end(form.dataset.stopped));
    request.send(body);
    return request;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const files = chosen();
    if (running !== null) {
      return;
    }
    if (files.length === 0 || tooMuch(files)) {
      say(files.length === 0 ? form.dataset.none : form.dataset.much, true);
      return;
    }
    bar.hidden = false;
    stop.hidden = false;
    form.querySelector('button[type=submit]').disabled = true;
    running = send(files);
  });
  stop.addEventListener('click', () => running?.abort());
})();
