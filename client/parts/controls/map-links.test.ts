import { describe, expect, it } from "vitest";
import { coordinatesIn, mapLink } from "./map-links.ts";

describe("coordinates in pasted text", () => {
  it.each([
    ["48.8584, 2.2945", "48.8584,2.2945"],
    ["48.8584 2.2945", "48.8584,2.2945"],
    ["geo:48.8584,2.2945?z=17", "48.8584,2.2945"],
    ["https://www.google.com/maps/@48.8584,2.2945,17z", "48.8584,2.2945"],
    [
      "https://www.google.de/maps/place/Tower/@48.85,2.29,17z/data=!3m1!4b1!3d48.8583701!4d2.2944813",
      "48.8583701,2.2944813",
    ],
    ["https://maps.google.com/?q=48.8584,2.2945", "48.8584,2.2945"],
    ["https://yandex.ru/maps/213/moscow/?ll=37.618423%2C55.751244&z=10", "55.751244,37.618423"],
    ["https://yandex.com/maps/?pt=37.6,55.75~30,60&z=12", "55.75,37.6"],
    ["https://www.openstreetmap.org/?mlat=-33.85&mlon=151.21#map=16/-33/151", "-33.85,151.21"],
    ["https://www.openstreetmap.org/#map=17/48.8584/2.2945", "48.8584,2.2945"],
  ])("reads %s", (pasted, expected) => {
    expect(coordinatesIn(pasted)).toBe(expected);
  });

  it.each(["", "Paris", "https://example.com/@48.8,2.3", "148.8584,2.2945", "https://www.google.com/maps"])(
    "finds none in %j",
    (pasted) => {
      expect(coordinatesIn(pasted)).toBeNull();
    },
  );

  it("leads to the place on a map, or to the map", () => {
    expect(mapLink("48.85,2.35")).toContain("mlat=48.85&mlon=2.35");
    expect(mapLink("nowhere")).toBe("https://www.openstreetmap.org/");
  });
});
