// What is told here is read out by screen readers.
element.setAttribute("role", "status");
