"""How templates become Python: as Jinja2 does it, but straight, since thousands of pages run the same few lines.

Jinja2 asks of everything that is called whether it wants the context, and wraps each piece that it has escaped to say
that it is safe. None of our functions wants the context, and nothing reads again what is written out.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class Straight(CodeGenerator):
    """Calls functions without asking, and escapes by `environment.html` whatever is written out."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call of a function, a method or a macro; Jinja2 itself sees to unusual ones."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.html(")
