"""The ways in which people meet a page: one often, the others when there is time."""

import pytest

Looks = dict[str, object]
# Each is how a window is opened; by keyboard alone also how it is worked.
KEYS_ALONE = "keyboard alone"
# Each journey gets a copy: what one changed, all later ones would meet.
WAYS: dict[str, Looks] = {
    "script": {},
    "no script": {"java_script_enabled": False},
    "320 pixels": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"forced_colors": "active"},
    KEYS_ALONE: {},
}


def ways(*names: str, often: str = "") -> pytest.MarkDecorator:
    """The test takes `way`, one after another; all but `often` with `make test-all`."""
    return pytest.mark.parametrize(
        "way",
        [
            name if name == often else pytest.param(name, marks=pytest.mark.slow)
            for name in names
        ],
    )


def way_of(node: pytest.Item) -> str:
    """In which way this test meets its pages."""
    spec = getattr(node, "callspec", None)
    return spec.params.get("way", "script") if spec else "script"
