// PNG of a picture, made here from the SVG that its link saves: at twice its size, on paper.

const SCALE = 2;

function load(address) {
  return new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => fail(new Error("the picture cannot be drawn"));
    image.src = address;
  });
}

async function png(address) {
  const image = await load(address);
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("the picture is too large"))), "image/png"));
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function fileName(link) {
  const given = link.download || decodeURIComponent(new URL(link.href).pathname.split("/").pop());
  return given.replace(/\.svg$/, "") + ".png";
}

// Puts a button that saves PNG behind each link that saves SVG.
export function offerPng(root = document) {
  for (const link of root.querySelectorAll("a.svg[download]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = "as PNG";
    button.addEventListener("click", async () => {
      try {
        save(await png(link.href), fileName(link));
      } catch (error) {
        button.textContent = `no PNG: ${error.message}`;
      }
    });
    link.after(" ", button);
  }
}
