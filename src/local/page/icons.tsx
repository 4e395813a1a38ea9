import type { ReactNode } from "react";

const drawn = (paths: ReactNode) =>
  function Icon(): ReactNode {
    return (
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        {paths}
      </svg>
    );
  };

export const HashIcon = drawn(<path d="M8 3 6 17M14 3l-2 14M3.5 7.5h13M3 12.5h13" />);
export const DirectIcon = drawn(<path d="M4 4h12v9H9l-4 3.5V13H4z" />);
export const CloseIcon = drawn(<path d="m5 5 10 10M15 5 5 15" />);
export const MenuIcon = drawn(<path d="M3 5.5h14M3 10h14M3 14.5h14" />);
export const PlusIcon = drawn(<path d="M10 4v12M4 10h12" />);
export const ReplyIcon = drawn(<path d="M8 5 3.5 9.5 8 14M4 9.5h7a5 5 0 0 1 5 5v1" />);
export const FileIcon = drawn(<path d="M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15" />);
export const SendIcon = drawn(<path d="M3 10 17 3l-4 14-3.5-5.5zM9.5 11.5 17 3" />);
export const AttachIcon = drawn(
  <path d="m15.5 9.5-6 6a3.5 3.5 0 0 1-5-5l6.5-6.5a2.4 2.4 0 0 1 3.4 3.4l-6.3 6.3a1.2 1.2 0 0 1-1.7-1.7L12 6.5" />,
);
export const EyeIcon = drawn(
  <>
    <path d="M2 10c2-3.5 4.8-5 8-5s6 1.5 8 5c-2 3.5-4.8 5-8 5s-6-1.5-8-5z" />
    <circle cx="10" cy="10" r="2.3" />
  </>,
);
export const ClockIcon = drawn(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6v4.3l2.8 1.7" />
  </>,
);
export const ChevronIcon = drawn(<path d="m6 8 4 4 4-4" />);
export const CheckIcon = drawn(<path d="m4.5 10.5 3.5 3.5 7.5-8" />);
export const AlertIcon = drawn(<path d="M10 3 18 16.5H2zM10 8v4M10 14.2v.1" />);
export const BotIcon = drawn(
  <>
    <path d="M4 12.5a6 6 0 0 1 12 0" />
    <circle cx="10" cy="12.5" r="1.5" />
  </>,
);
