"""How a visitor works the page: with a mouse, or with the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

# More stops than any page has: past them the control cannot be reached.
MOST_STOPS = 200
HAS_FOCUS = "element => element === document.activeElement"
ITS_GROUP_HAS_FOCUS = "element => element.name === document.activeElement.name"


class Hands(Protocol):
    """The four things a page asks of a hand."""

    def fill(self, field: Locator, text: str) -> None:
        """Replace what stands in a field."""

    def tick(self, box: Locator) -> None:
        """Choose a radio button or a box."""

    def untick(self, box: Locator) -> None:
        """Take a tick away."""

    def press(self, control: Locator) -> None:
        """Press a button or follow a link."""


class Mouse:
    """Points and clicks."""

    def fill(self, field: Locator, text: str) -> None:
        """Click into the field and type."""
        field.fill(text)

    def tick(self, box: Locator) -> None:
        """Click it."""
        box.check()

    def untick(self, box: Locator) -> None:
        """Click it."""
        box.uncheck()

    def press(self, control: Locator) -> None:
        """Click it."""
        control.click()


class Keyboard:
    """Tab, Space and Enter; within a group of radio buttons the arrow that needs."""

    def fill(self, field: Locator, text: str) -> None:
        """Go there, replace what is there."""
        self._go(field, HAS_FOCUS)
        field.page.keyboard.press("Control+a")
        field.page.keyboard.type(text)

    def tick(self, box: Locator) -> None:
        """Space for a box; a radio button is found with the arrow."""
        if box.get_attribute("type") == "checkbox":
            self._go(box, HAS_FOCUS)
        else:
            self._go(box, ITS_GROUP_HAS_FOCUS)
            self._step(box, "ArrowDown", HAS_FOCUS)
        if not box.is_checked():
            box.page.keyboard.press("Space")
        assert box.is_checked()

    def untick(self, box: Locator) -> None:
        """Space."""
        self._go(box, HAS_FOCUS)
        box.page.keyboard.press("Space")
        assert not box.is_checked()

    def press(self, control: Locator) -> None:
        """Enter."""
        self._go(control, HAS_FOCUS)
        control.page.keyboard.press("Enter")

    def _go(self, target: Locator, there: str) -> None:
        """Tab onwards; after the last stop the browser begins anew."""
        self._step(target, "Tab", there)
        assert _in_sight(target.page), "The focus is where nobody can see it."

    def _step(self, target: Locator, key: str, there: str) -> None:
        for _ in range(MOST_STOPS):
            if target.evaluate(there):
                return
            target.page.keyboard.press(key)
        raise AssertionError(f"The keyboard does not reach {target}.")


def _in_sight(page: Page) -> bool:
    """The focused control, or its drawn box, lies within the window."""
    return bool(
        page.evaluate(
            """() => {
              const at = document.activeElement.getBoundingClientRect();
              return at.bottom > 0 && at.top < innerHeight;
            }"""
        )
    )
