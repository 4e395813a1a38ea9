import { useState } from "react";
import type { ControlProps } from "./control-props.ts";
import { CloseIcon } from "./icons.tsx";
import { useInteraction } from "./interaction.ts";

/** Files are uploaded when chosen, as Slack does; the value holds their ids. */
export function FileControl({ element, entry, change, attributes }: ControlProps) {
  const { upload } = useInteraction();
  const [status, setStatus] = useState<string>();
  const files = entry.files ?? [];
  const most = element.max_files ?? 10;
  const set = (next: typeof files): void => change({ type: element.type, files: next });

  const add = async (chosen: FileList | null): Promise<void> => {
    const added = [...files];
    for (const file of [...(chosen ?? [])].slice(0, most - files.length)) {
      setStatus(`Uploading ${file.name} …`);
      const uploaded = await upload?.(file);
      if (!uploaded) return setStatus(`${file.name} could not be uploaded.`);
      added.push(uploaded);
    }
    setStatus(undefined);
    set(added);
  };
  const take = async (input: HTMLInputElement): Promise<void> => {
    await add(input.files);
    input.value = "";
  };

  return (
    <>
      {files.length > 0 && (
        <ul className="chips">
          {files.map(({ id, name }) => (
            <li key={id} className="chosen">
              <span className="ellipsis">{name}</span>
              <button
                type="button"
                aria-label={`Remove ${name}`}
                onClick={() => set(files.filter((file) => file.id !== id))}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        {...attributes}
        className="input file"
        type="file"
        multiple={most > 1}
        required={attributes.required === true && files.length === 0}
        disabled={files.length >= most}
        accept={element.filetypes?.map((type) => `.${type}`).join(",")}
        onChange={({ target }) => void take(target)}
      />
      <p className="small quiet" role="status">
        {status}
      </p>
    </>
  );
}
