# fish completion for brief
function __brief_offers
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    for line in ($typed[1] completions fish -- $typed[2..-1] "$current" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path "$current"
            case :folders
                __fish_complete_directories "$current" ''
            case '*'
                echo $line
        end
    end
end
complete -c brief -f -a '(__brief_offers)'
